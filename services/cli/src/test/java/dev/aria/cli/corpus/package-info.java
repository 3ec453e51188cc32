@NullMarked
package dev.aria.cli.corpus;

import org.jspecify.annotations.NullMarked;
