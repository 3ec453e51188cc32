package dev.aria.streamer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The lines that one logger writes, from now until it is closed. */
public final class LogLines implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final @Nullable Level level;

  private LogLines(String name) {
    this.logger = (Logger) LoggerFactory.getLogger(name);
    this.level = logger.getLevel();
    logger.setLevel(Level.INFO); // tests are told of warnings alone
    lines.start();
    logger.addAppender(lines);
  }

  /** Lines of the logger {@code name}, which is a class's name. */
  public static LogLines of(String name) {
    return new LogLines(name);
  }

  /** Those so far that hold {@code part}. */
  public List<String> with(String part) {
    return lines.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(part))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    logger.setLevel(level);
  }
}
