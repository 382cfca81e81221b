"""The open file as a whole is locked, unlocked, and encrypted anew; stands above the windows."""
