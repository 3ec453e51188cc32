/** Items of a data set: a picture or a latent with its captions, and where they come from. */
@NullMarked
package dev.aria.data.item;

import org.jspecify.annotations.NullMarked;
