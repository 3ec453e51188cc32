/** Who may import whom, and how the code of every module looks, as tests. */
@NullMarked
package dev.aria.architecture;

import org.jspecify.annotations.NullMarked;
