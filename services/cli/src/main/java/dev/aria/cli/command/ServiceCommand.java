package dev.aria.cli.command;

import dev.aria.allocator.AllocatorMain;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.streamer.PromptStreamerMain;
import dev.aria.teacher.TeacherPoolMain;
import dev.aria.trainer.StudentTrainerMain;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria service NAME}: runs one service in this process, until its run ends or SIGTERM. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description =
        "Run one service in this process: prompt-streamer, teacher-pool, student-trainer or "
            + "allocator. Settings: --config FILE, -Daria.key=value, the environment.")
public final class ServiceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "Which service.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "ARG",
      description = "What its main takes, after '--': --config FILE, -Daria.key=value.")
  private List<String> arguments = List.of();

  /** Does not return while the service runs: its main ends the process. */
  @Override
  public Integer call() {
    String[] given = arguments.toArray(String[]::new);
    switch (kind()) {
      case PROMPT_STREAMER -> PromptStreamerMain.main(given);
      case TEACHER_POOL -> TeacherPoolMain.main(given);
      case STUDENT_TRAINER -> StudentTrainerMain.main(given);
      case ALLOCATOR -> AllocatorMain.main(given);
    }
    return 0;
  }

  private ServiceKind kind() {
    return Arrays.stream(ServiceKind.values())
        .filter(kind -> kind.serviceName().equals(name))
        .findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown()));
  }

  private String unknown() {
    return Arrays.stream(ServiceKind.values())
        .map(ServiceKind::serviceName)
        .collect(Collectors.joining(", ", "unknown service '" + name + "'; there are ", ""));
  }
}
