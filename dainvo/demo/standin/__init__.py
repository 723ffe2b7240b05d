"""The parts of the local Zoom stand-in, one noun a module (standard library only).

Does not open a port: `dainvo.demo.zoom_server` puts these parts behind HTTP.
"""
