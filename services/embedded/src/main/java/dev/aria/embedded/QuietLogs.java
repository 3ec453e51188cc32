package dev.aria.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Keeps a server's own log lines out of the host's log where the host has not asked for them. */
final class QuietLogs {
  private QuietLogs() {}

  /** Lets only errors of these loggers through, unless their level is configured. */
  static void unlessConfigured(String... loggers) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      for (String name : loggers) {
        Logger logger = context.getLogger(name);
        if (logger.getLevel() == null) {
          logger.setLevel(Level.ERROR);
        }
      }
    }
  }
}
