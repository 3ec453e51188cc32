<<<<<<< HEAD
/** The whole pipeline in processes of its own. */
=======
>>>>>>> 9e1b75f (Commands for operators: up, status, control, regions, corpus, replay, evaluate, sample, export)
@NullMarked
package dev.aria.cli.stack;

import org.jspecify.annotations.NullMarked;
