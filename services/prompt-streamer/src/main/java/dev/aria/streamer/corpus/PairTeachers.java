package dev.aria.streamer.corpus;

import dev.aria.core.record.Draw;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.teacher.TeacherNames;
import java.util.Optional;
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
   * @throws dev.aria.runtime.settings.RunRefused when one names a teacher that the run lacks
   */
  static PairTeachers of(PairedSet pairs, TeacherNames names) {
    Set<String> named = pairs.teachers();
    if (!names.names().containsAll(named)) {
      refuseFirst(pairs, names);
    }
    return named.isEmpty() ? OWN : (pair, seed) -> index(pairs, pair, seed, names);
  }

  private static int index(PairedSet pairs, int pair, long noiseSeed, TeacherNames names) {
    int caption = SampleInputs.caption(pairs, pair, noiseSeed);
    return names.index(pairs.teacher(pair, caption), pairs.text(pair, caption));
  }

  private static void refuseFirst(PairedSet pairs, TeacherNames names) {
    for (int pair = 0; pair < pairs.size(); pair++) {
      for (int caption = 0; caption < pairs.captions(pair); caption++) {
        Optional<String> tag = pairs.teacher(pair, caption);
        if (tag.isPresent()) {
          names.index(tag, pairs.text(pair, caption));
        }
      }
    }
  }
}
