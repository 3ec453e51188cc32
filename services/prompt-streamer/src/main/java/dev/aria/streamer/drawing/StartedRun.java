package dev.aria.streamer.drawing;

import dev.aria.core.record.SamplerState;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;

/** The settings that a run cannot change once it has drawn: all that follows refers to them. */
final class StartedRun {
  private StartedRun() {}

  /**
   * Without this a sampler would draw on under other regions or another lineage. Every report would
   * then be refused, and the run would stand still without a word.
   *
   * @throws RunRefused when the run drew under another lineage or region map so far
   */
  static void refuseOtherMap(RunSettings run, String regionMapDigest, SamplerState state) {
    if (state.lineage() != run.lineage()) {
      throw new RunRefused(
          "run '%s' has drawn %d steps under lineage %d, but aria.run.lineage is %d; set it back to %d, or start a run under another name (aria.run.name): students of this one are of the former lineage"
              .formatted(
                  run.name(), state.nextStep(), state.lineage(), run.lineage(), state.lineage()));
    }
    if (!state.regionMapDigest().equals(regionMapDigest)) {
      throw new RunRefused(
          "run '%s' has drawn %d steps over region map %s, but the settings (aria.run.regions, the teacher's encoder) now choose map %s; set them back, or start a run under another name (aria.run.name)"
              .formatted(run.name(), state.nextStep(), state.regionMapDigest(), regionMapDigest));
    }
  }

  /**
   * A draw names its teacher by an index, which stands for another one under other settings.
   *
   * @throws RunRefused when the run drew for other teachers so far
   */
  static void refuseOtherTeachers(RunSettings run, String teachersDigest, SamplerState state) {
    if (!state.teachersDigest().equals(teachersDigest)) {
      throw new RunRefused(
          "run '%s' has drawn %d steps for the teachers %s, but aria.run.teacher and aria.run.experts now name those %s; set them back, or start a run under another name (aria.run.name)"
              .formatted(
                  run.name(),
                  state.nextStep(),
                  RunTeachers.named(state.teachersDigest()),
                  RunTeachers.named(teachersDigest)));
    }
  }

  /**
   * Draws on a path refer to those before them.
   *
   * @throws RunRefused when the run is in the middle of paths of another number or length
   */
  static void refuseOtherPaths(RunSettings run, SamplerState state) {
    int paths = run.pathDraws() * run.shards();
    boolean same =
        state.paths().size() == paths && (paths == 0 || state.pathLength() == run.paths().length());
    if (state.nextStep() > 0 && !same) {
      throw new RunRefused(
          "run '%s' has drawn %d steps with %d path draws a step of length %d, but the settings (aria.run.paths) now ask for %d of length %d; set them back, or start a run under another name (aria.run.name)"
              .formatted(
                  run.name(),
                  state.nextStep(),
                  state.paths().size(),
                  state.pathLength(),
                  paths,
                  run.paths().length()));
    }
  }

  /**
   * @param end where the control topic ends now
   * @throws RunRefused when the sampler has read beyond that before
   */
  static void refuseOtherControl(SamplerState state, long end) {
    if (end < state.controlOffset()) {
      throw new RunRefused(
          "the control topic of run '%s' ends at offset %d, but this run's sampler has read it up to %d: it was deleted and made again, and its orders and versions of weights are lost; start the run under another name (aria.run.name)"
              .formatted(state.run(), end, state.controlOffset()));
    }
  }
}
