@NullMarked
package dev.aria.cli.replay;

import org.jspecify.annotations.NullMarked;
