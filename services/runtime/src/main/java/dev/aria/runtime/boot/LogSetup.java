package dev.aria.runtime.boot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.aria.runtime.settings.LogSettings;
import org.slf4j.LoggerFactory;

/** Logback as the settings want it: standard output, a line of text or a JSON object each. */
final class LogSetup {
  private static final String PLAIN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %contextName %msg%n";

  private LogSetup() {}

  static void configure(LogSettings settings, String service) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return; // another backend was put on the class path on purpose
    }
    context.reset();
    context.setName(service);
    ConsoleAppender<ILoggingEvent> out = new ConsoleAppender<>();
    out.setContext(context);
    out.setEncoder(encoder(settings, context));
    out.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.libraries()));
    root.addAppender(out);
    context.getLogger("dev.aria").setLevel(Level.toLevel(settings.level()));
  }

  private static Encoder<ILoggingEvent> encoder(LogSettings settings, LoggerContext context) {
    if (settings.format().equals("json")) {
      JsonEncoder json = new JsonEncoder();
      json.setWithMessage(false);
      json.setWithArguments(false);
      json.setWithFormattedMessage(true);
      json.setContext(context);
      json.start();
      return json;
    }
    PatternLayoutEncoder plain = new PatternLayoutEncoder();
    plain.setContext(context);
    plain.setPattern(PLAIN);
    plain.start();
    return plain;
  }
}
