/** The topics on which the services meet, and how their records become bytes. */
@NullMarked
package dev.aria.runtime.topic;

import org.jspecify.annotations.NullMarked;
