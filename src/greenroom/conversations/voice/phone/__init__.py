"""Telephone lines of a voice worker: their sound comes over a websocket, as Twilio streams it."""
