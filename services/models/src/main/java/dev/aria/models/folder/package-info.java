/** A model's folder: its network, and what its conditions and pictures come from. */
@NullMarked
package dev.aria.models.folder;

import org.jspecify.annotations.NullMarked;
