"""Copy a sound or a video without what its maker's machine wrote beside it: run alone in a process of its own.

Reads the file from its input; its command says the media type. Writes the same sound and picture, packet by packet,
into a new file: names, places on the map, covers and tracks of other things stay behind. Nothing is encoded anew.
"""

import os
import resource
import sys

import av
import av.subtitles.stream  # once it has begun, no file can be opened

MEMORY = 1024**3
SECONDS = 240
STREAMS = 3
#: A copy may be so much larger than its original, in bytes.
ROOM = 4 * 1024**2
#: How each type is taken apart, put together, and what is said to who puts it together.
FORMATS = {
    "audio/wav": ("wav", "wav", {}),
    "audio/mpeg": ("mp3", "mp3", {"id3v2_version": "0", "write_id3v1": "0"}),
    "audio/flac": ("flac", "flac", {}),
    "audio/ogg": ("ogg", "ogg", {}),
    "audio/mp4": ("mov", "mp4", {}),
    "video/mp4": ("mov", "mp4", {}),
    "video/webm": ("matroska", "webm", {}),
}


def main():
    largest = os.fstat(0).st_size * 2 + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_NOFILE, (STREAMS, STREAMS))
    media_type = sys.argv[1]
    taken_apart, put_together, told = FORMATS[media_type]
    options = {"fflags": "+bitexact", **told}
    with (
        av.open(sys.stdin.buffer, format=taken_apart, buffer_size=1024 * 1024) as original,
        av.open(sys.stdout.buffer, "w", format=put_together, container_options=options) as copy,
    ):
        follow(original, copy, with_picture=media_type.startswith("video/"))


def follow(original, copy, *, with_picture):
    """Put the packets of the first sound, and of the first picture where that is wanted, into the copy."""
    wanted = [*original.streams.audio[:1], *(original.streams.video[:1] if with_picture else ())]
    twins = {stream.index: copy.add_stream_from_template(stream, opaque=True) for stream in wanted}
    for twin in twins.values():
        twin.metadata.clear()
    for packet in original.demux(wanted):
        if packet.dts is not None:
            packet.stream = twins[packet.stream.index]
            copy.mux(packet)


if __name__ == "__main__":
    main()
