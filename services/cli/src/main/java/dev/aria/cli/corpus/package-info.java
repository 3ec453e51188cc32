/** {@code aria corpus}: prompts into a corpus, and the built-in problem out to files. */
@NullMarked
package dev.aria.cli.corpus;

import org.jspecify.annotations.NullMarked;
