package dev.aria.console.picture;

/**
 * A prompt that is drawn at each checkpoint.
 *
 * @param text the prompt
 * @param unpaired whether no pair shows its region
 */
public record FixedPrompt(String text, boolean unpaired) {}
