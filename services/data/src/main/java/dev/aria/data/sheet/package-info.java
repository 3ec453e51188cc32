/** What a paired set holds, in numbers and as a sheet of pictures. */
@NullMarked
package dev.aria.data.sheet;

import org.jspecify.annotations.NullMarked;
