/** What the services tell each other: the values that stand behind the records of the topics. */
@NullMarked
package dev.aria.core.record;

import org.jspecify.annotations.NullMarked;
