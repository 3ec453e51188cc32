package dev.aria.streamer.corpus;

import dev.aria.core.record.Draw;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.teacher.TeacherNames;
import java.nio.file.Path;
import java.util.Set;

/** Which of a run's teachers answers a draw that keeps its pair's caption. */
@FunctionalInterface
public interface PairTeachers {
  /** The run's own answers all. */
  PairTeachers OWN = (pair, noiseSeed) -> Draw.OWN_TEACHER;

  /** Index of the teacher that the caption names which the draw takes. */
  int of(int pair, long noiseSeed);

  /**
   * As the captions of {@code pairs} say.
   *
   * @param place where the pairs lie, for the message
   * @throws dev.aria.runtime.settings.RunRefused when one names a teacher that the run lacks
   */
  static PairTeachers of(PairedSet pairs, Path place, TeacherNames names) {
    Set<String> named = pairs.teachers();
    names.refuseUnknown(named, place);
    return named.isEmpty() ? OWN : (pair, seed) -> index(pairs, pair, seed, names);
  }

  private static int index(PairedSet pairs, int pair, long noiseSeed, TeacherNames names) {
    int caption = SampleInputs.caption(pairs, pair, noiseSeed);
    return names.index(pairs.teacher(pair, caption), pairs.text(pair, caption));
  }
}
