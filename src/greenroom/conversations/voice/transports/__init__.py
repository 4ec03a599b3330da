"""What carries the sound of a call between a browser and a voice worker: a file each, chosen by the settings."""
