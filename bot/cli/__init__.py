"""The commands of `picks`, one file each; heavy imports wait until a command runs."""
