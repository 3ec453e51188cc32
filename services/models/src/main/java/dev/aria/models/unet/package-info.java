/** The model family {@code unet}: convolutional denoisers, written as TorchScript by Java. */
@NullMarked
package dev.aria.models.unet;

import org.jspecify.annotations.NullMarked;
