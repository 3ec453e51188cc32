package dev.aria.console.watch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which part of a run the others wait for. */
public enum Bottleneck {
  /** Drawing: hardly anything waits for the others. */
  @JsonProperty("streamer")
  STREAMER,
  /** Draws wait for a teacher. */
  @JsonProperty("teacher")
  TEACHER,
  /** Targets wait for a trainer. */
  @JsonProperty("trainer")
  TRAINER,
  /** An operator: nothing is under way. */
  @JsonProperty("paused")
  PAUSED,
  /** Nothing: the student is finished. */
  @JsonProperty("finished")
  FINISHED,
  /** Not known: nothing has been drawn. */
  @JsonProperty("none")
  NONE
}
