@NullMarked
package dev.aria.cli.export;

import org.jspecify.annotations.NullMarked;
