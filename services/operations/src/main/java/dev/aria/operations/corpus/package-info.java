/** Prompts into a corpus: reads them from lines, writes them to its topic. */
@NullMarked
package dev.aria.operations.corpus;

import org.jspecify.annotations.NullMarked;
