@NullMarked
package dev.aria.cli.run;

import org.jspecify.annotations.NullMarked;
