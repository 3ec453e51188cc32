/** Pictures as models want them: decoded, resized, cropped, values in [-1, 1]. */
@NullMarked
package dev.aria.data.picture;

import org.jspecify.annotations.NullMarked;
