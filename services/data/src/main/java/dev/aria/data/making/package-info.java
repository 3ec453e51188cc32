/** Pairs of items: decoding and encoding by several threads, in order, resumable. */
@NullMarked
package dev.aria.data.making;

import org.jspecify.annotations.NullMarked;
