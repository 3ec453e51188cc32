/** The regions of a corpus as a person looks at them: on a plane, with typical prompts. */
@NullMarked
package dev.aria.console.region;

import org.jspecify.annotations.NullMarked;
