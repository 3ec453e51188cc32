@NullMarked
package dev.aria.cli.status;

import org.jspecify.annotations.NullMarked;
