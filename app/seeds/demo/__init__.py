"""The demo: two projects, made with the real actions at their real dates, and their letters by the real sender.

One as the library's account tells it, with its meeting of March 2018; one alive today, in its second stage.
All names are invented.
"""
