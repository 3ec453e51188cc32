/** Models as files and as noise predictors, of any family, written by us or by others. */
@NullMarked
package dev.aria.models.model;

import org.jspecify.annotations.NullMarked;
