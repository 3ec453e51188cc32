/** The pages of {@code docs/reference} that are generated from the code. */
@NullMarked
package dev.aria.cli.reference;

import org.jspecify.annotations.NullMarked;
