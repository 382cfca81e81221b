"""The playbook: strategies, questions, moments and phrases to read and to make one's own."""
