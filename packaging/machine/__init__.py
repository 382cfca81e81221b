"""What run.py knows about the machine it stands on; standard library only."""
