package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.StudyData;
import java.util.List;
import java.util.Map;

/** Studies of few runs whose figures can be computed by hand. */
final class SmallStudy {
  private SmallStudy() {}

  static StudyFacts facts() {
    return new StudyFacts(
        "small",
        "A small study",
        StudyFacts.CONFIRMATION,
        List.of("rc", "stratified", "tempered", "aria"),
        Map.of(),
        "rc",
        List.of("stratified", "tempered"),
        "aria",
        100,
        "command",
        "commit",
        "machine");
  }

  static StudyRuns runs(FinishedRun... runs) {
    return new StudyRuns(facts(), new StudyData(List.of(runs)));
  }
}
