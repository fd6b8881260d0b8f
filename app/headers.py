"""Security headers: nothing runs or loads but our own bundle, and nobody frames our pages."""

from flask import g, request
from werkzeug.middleware.proxy_fix import ProxyFix


def init_app(app):
    app.after_request(harden)
    if proxies := app.config["PROXIES"]:
        # The proxy says by which scheme the reader came; the host it passes on as it is.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)


def policy(origin):
    dist = f"{origin}/static/dist/"
    return (
        f"default-src 'none'; script-src {dist}; style-src {dist}; font-src {dist}; img-src 'self' data:; "
        "media-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    )


def harden(response):
    headers = response.headers
    if "Content-Security-Policy" not in headers:
        headers["Content-Security-Policy"] = policy(request.host_url.rstrip("/"))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint == "static":
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache"
    if by_token_page():
        headers["Cache-Control"] = "no-store"
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Robots-Tag"] = "noindex"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        response.vary.add("Cookie")
    return response


def by_token_page():
    return getattr(g, "by_token", False)
