"""What one person likes, learned from their own buttons and from the scores they were given.

A taste is data: weights on words, facts and meaning, fitted in closed form. It reorders what a
judge is asked about, and moves a local score by a few points; no word of it reaches a model.
"""
