/** Records as JSON files that people may edit: strict in what is read. */
@NullMarked
package dev.aria.models.json;

import org.jspecify.annotations.NullMarked;
