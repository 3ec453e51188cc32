package dev.aria.operations.manifest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One time that a command started the services of a run.
 *
 * @param at when, in ISO 8601 and UTC
 * @param until when {@code state} was written: the end, once it has ended
 * @param state how it stands, or ended
 * @param by name of the user
 * @param host of the command
 * @param process id of the command on that host
 * @param command such as {@code aria up}
 * @param versions of ARIA, Java, libtorch and DJL, and the commit where it is known
 * @param counts what was counted by its end, such as {@value #TEACHER_PASSES}
 */
public record RunOpening(
    String at,
    String until,
    State state,
    String by,
    String host,
    long process,
    String command,
    Map<String, String> versions,
    Map<String, Long> counts) {
  /** Samples that the services of this opening sent through the teacher. */
  public static final String TEACHER_PASSES = "teacher-passes";

  /** How an opening stands. */
  public enum State {
    /** The command is at work, or was cut short before it could say more. */
    RUNNING,
    /** The student is finished. */
    FINISHED,
    /** It was stopped in good order before that. */
    STOPPED,
    /** It ended with a failure. */
    FAILED
  }

  public RunOpening {
    versions = Map.copyOf(versions);
    counts = Map.copyOf(counts);
    instant("at", at);
    instant("until", until);
  }

  private static Instant instant(String field, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("%s is '%s', must be a time".formatted(field, text), e);
    }
  }

  /** When it began. */
  public Instant began() {
    return instant("at", at);
  }

  /**
   * The same in another state.
   *
   * @param passes samples sent through the teacher; empty when nobody could be asked
   */
  RunOpening became(State newState, Instant now, OptionalLong passes) {
    Map<String, Long> newCounts = new TreeMap<>(counts);
    passes.ifPresent(count -> newCounts.put(TEACHER_PASSES, count));
    return new RunOpening(
        at, now.toString(), newState, by, host, process, command, versions, newCounts);
  }
}
