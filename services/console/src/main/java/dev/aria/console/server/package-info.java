/** The console's page and what it asks for, over HTTP. */
@NullMarked
package dev.aria.console.server;

import org.jspecify.annotations.NullMarked;
