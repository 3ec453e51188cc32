/** Settings, read once from HOCON and the environment, and checked. */
@NullMarked
package dev.aria.runtime.settings;

import org.jspecify.annotations.NullMarked;
