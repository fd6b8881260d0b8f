"""Listen to a sound or look at a video: run alone in a process of its own, which a hostile file may exhaust.

Reads the file from its input; its command says the media type, how many peaks there are to be, and how long the longer
edge of a picture may be, in pixels. Writes one line of JSON, `{"duration", "width", "height", "peaks"}` (seconds;
pixels; how many peaks there are), then the peaks, one byte for each equal part of the time (0 silent, 255 loudest),
and of a video a picture as WebP.

Of a long recording a part of each stretch is listened to, so that an interview of hours takes seconds.
"""

import json
import math
import resource
import sys
from array import array
from itertools import islice
from time import monotonic

import av
import av.subtitles.stream
from PIL import Image, WebPImagePlugin

MEMORY = 1536 * 1024**2
SECONDS = 40
#: After this long it is told what was found until then.
ENOUGH = 25
#: The input, the output and what goes wrong: with these three no other file and no address can be opened.
STREAMS = 3
#: The demuxer of each type: what else a file may be taken for is never tried.
DEMUXERS = {
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/ogg": "ogg",
    "audio/mp4": "mov",
    "video/mp4": "mov",
    "video/webm": "matroska",
}
#: How samples lie in memory: the letter of their array, what stands for silence, and how far a loud one is from it.
SAMPLES = {
    "u8": ("B", 128, 128),
    "s16": ("h", 0, 2**15),
    "s32": ("i", 0, 2**31),
    "flt": ("f", 0, 1),
    "dbl": ("d", 0, 1),
}
MOST_PIXELS = 89_000_000
#: So many packets of each stretch are listened to.
LISTENED_TO = 12
#: The picture of a video is from here, or from a tenth of it if it is shorter: a beginning is often dark.
POSTER_AT = 8
UNREADABLE = (av.FFmpegError, ValueError, TypeError, OverflowError, ArithmeticError)


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    fetch_ahead()
    resource.setrlimit(resource.RLIMIT_NOFILE, (STREAMS, STREAMS))
    media_type, parts, edge = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with av.open(sys.stdin.buffer, format=DEMUXERS[media_type], buffer_size=1024 * 1024) as recording:
        duration, peaks = listened(recording, parts)
        found = {"duration": duration, "peaks": len(peaks)}
        image = poster(recording, duration) if media_type.startswith("video/") else None
    if image:
        found["width"], found["height"] = image.size
        image.thumbnail((edge, edge))
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + peaks)
    sys.stdout.buffer.flush()
    if image:
        image.save(sys.stdout.buffer, "WEBP", quality=80)


def fetch_ahead():
    """What these libraries would look for only when they need it: by then no file can be opened any more."""
    Image.preinit()
    return av.subtitles.stream, WebPImagePlugin


def listened(recording, parts):
    """How long it is, in seconds, or None; and how loud each of so many parts of it is, as bytes."""
    told = recording.duration / av.time_base if recording.duration else None
    if not recording.streams.audio:
        return told, b""
    heard, end, is_whole = hear(recording, told / parts if told else None)
    duration = told or end
    if not is_whole or not duration:
        return duration, b""
    peaks = bytearray(parts)
    for at, peak in heard:
        place = min(max(int(at / duration * parts), 0), parts - 1)
        peaks[place] = max(peaks[place], peak)
    return duration, bytes(filled(peaks))


def hear(recording, stretch):
    """Pairs of time and peak, in seconds and 0 to 255; when the last of it ends; and whether all of it was heard."""
    sound = recording.streams.audio[0]
    sound.codec_context.thread_count = 1
    began, end = monotonic(), 0.0
    heard: list[tuple[float, int]] = []
    listened_to: dict[int | None, int] = {}
    for packet in recording.demux(sound):
        if monotonic() - began > ENOUGH:
            return heard, end, False
        if packet.pts is None:
            continue
        at = float((packet.pts - (sound.start_time or 0)) * packet.time_base)
        end = max(end, at + float((packet.duration or 0) * packet.time_base))
        place = int(at / stretch) if stretch else None
        listened_to[place] = listened_to.get(place, 0) + 1
        if place is None or listened_to[place] <= LISTENED_TO:
            heard += [(at, peak) for peak in peaks_of(packet)]
    return heard, end, True


def peaks_of(packet):
    """How loud each frame of a packet is, none for one that is torn."""
    try:
        return [loudest(frame) for frame in packet.decode()]
    except UNREADABLE:
        return []


def loudest(frame):
    """The loudest sample of a frame, of all its channels, from 0 to 255."""
    letter, silence, loud = SAMPLES[frame.format.name.removesuffix("p")]
    wide = 1 if frame.format.is_planar else frame.layout.nb_channels
    most = 0.0
    for plane in frame.planes:
        samples = array(letter)
        samples.frombytes(memoryview(plane)[: frame.samples * wide * samples.itemsize])
        if samples:
            most = max(most, max(samples) - silence, silence - min(samples))
    return round(min(most / loud, 1) * 255) if math.isfinite(most) else 0


def filled(peaks):
    """Where a part is shorter than a packet, it is as loud as the one before."""
    last = 0
    for peak in peaks:
        last = peak or last
        yield last


def poster(recording, duration):
    """A picture of the video, upright; None where there is none."""
    if not recording.streams.video:
        return None
    stream = recording.streams.video[0]
    stream.codec_context.thread_count = 1
    if not 0 < stream.width * stream.height <= MOST_PIXELS:
        return None
    for at in (min(duration / 10, POSTER_AT) if duration else 0, 0):
        if image := picture_at(recording, at):
            return image
    return None


def picture_at(recording, at):
    try:
        recording.seek(int(at * av.time_base))
        frame = next(islice(recording.decode(video=0), 1), None)
        return frame.to_image().rotate(frame.rotation, expand=True) if frame else None
    except UNREADABLE:
        return None


if __name__ == "__main__":
    main()
