/** Models as files and as noise predictors, whatever their family and whoever wrote them. */
@NullMarked
package dev.aria.models.model;

import org.jspecify.annotations.NullMarked;
