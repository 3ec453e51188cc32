/** Pictures of models for people to look at. */
@NullMarked
package dev.aria.models.picture;

import org.jspecify.annotations.NullMarked;
