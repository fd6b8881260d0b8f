// One file on its way in parts, by tus: what the server has is asked for before it goes on.
import { Upload } from "tus-js-client";

const PART = 8 * 1024 * 1024;
// A line that was cut is tried again so often, in milliseconds; the browser tells when it is back.
const PAUSE = 5000;

// Refused for good are those that the server gave a sentence for; a page that is drawn instead means we are signed out.
function reasonOf(error) {
  const answer = error.originalResponse;
  const status = answer?.getStatus() ?? 0;
  if (!status || status === 409 || status === 410 || status === 423 || (status >= 500 && status !== 507)) return null;
  const isSentence = answer.getHeader("Content-Type")?.startsWith("text/plain");
  return (isSentence && answer.getBody()) || "";
}

export class Sending {
  // `told(event, value)` hears of "url", "progress" (bytes), "cut", "here" and "refused" (a sentence, or none).
  constructor({ file, url, endpoint, place, token, told }) {
    Object.assign(this, { file, url, told, isStopped: false });
    this.options = {
      endpoint,
      chunkSize: PART,
      retryDelays: null,
      storeFingerprintForResuming: false,
      headers: { "X-CSRFToken": token },
      metadata: { filename: file.name, filetype: file.type, place, modified: String(Math.max(0, file.lastModified)) },
      onUploadUrlAvailable: () => this.told("url", (this.url = this.upload.url)),
      onProgress: (sent) => this.isStopped || this.told("progress", sent),
      onSuccess: () => this.told("here"),
      onError: (error) => this.fails(error),
    };
    this.backOnline = () => this.goesOn();
  }

  goesOn() {
    this.rests();
    this.isStopped = false;
    this.upload = new Upload(this.file, { ...this.options, uploadUrl: this.url ?? null });
    this.upload.start();
  }

  fails(error) {
    if (this.isStopped) return;
    const reason = reasonOf(error);
    if (reason !== null) return this.told("refused", reason);
    this.told("cut");
    this.timer = setTimeout(this.backOnline, PAUSE);
    addEventListener("online", this.backOnline, { once: true });
  }

  rests() {
    clearTimeout(this.timer);
    removeEventListener("online", this.backOnline);
  }

  stops() {
    this.isStopped = true;
    this.rests();
    return this.upload?.abort();
  }
}
