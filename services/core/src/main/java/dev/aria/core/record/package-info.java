/** The records that services exchange on topics, as values. */
@NullMarked
package dev.aria.core.record;

import org.jspecify.annotations.NullMarked;
