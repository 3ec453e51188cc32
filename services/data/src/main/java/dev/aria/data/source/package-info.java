/** Data sets as people have them: folders of pictures, tars, parquet, ready latents. */
@NullMarked
package dev.aria.data.source;

import org.jspecify.annotations.NullMarked;
