package dev.aria.cli.teacher;

import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria teacher train}: trains the emoji teacher from the shipped pictures. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train the emoji teacher from the shipped pictures.")
public final class TrainTeacher implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for codec, caches, checkpoints and the teacher.")
  private Path out = Path.of(".");

  @Option(
      names = "--steps",
      defaultValue = "16000",
      description = "Optimizer steps in all (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--batch",
      defaultValue = "256",
      description = "Samples a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "1e-3",
      description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--latent",
      defaultValue = "192",
      description = "Principal components of a picture (default: ${DEFAULT-VALUE}).")
  private int latent;

  @Option(
      names = "--width",
      defaultValue = "768",
      description = "Width of the network (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--blocks",
      defaultValue = "4",
      description = "Residual blocks (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--embedding",
      defaultValue = "384",
      description = "Width of the time and condition embedding (default: ${DEFAULT-VALUE}).")
  private int embedding;

  @Option(
      names = "--resume",
      description = "Go on from the folder's checkpoint, under the plan it was started with.")
  private boolean resume;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of weights and draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    TeacherPlan plan = plan();
    TeacherFolder folder = TeacherFolder.at(out);
    TeacherData data = TeacherData.prepare(folder, plan.latent(), System.out);
    try (Trainable teacher = open(plan, data, folder)) {
      new TeacherTraining(teacher, data.pictures(), plan, folder).run(System.out);
    }
    return 0;
  }

  private TeacherPlan plan() {
    try {
      return new TeacherPlan(latent, width, blocks, embedding, batch, steps, rate, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Trainable open(TeacherPlan plan, TeacherData data, TeacherFolder folder) {
    if (resume) {
      return resumed(plan, folder);
    }
    int condition = data.pictures().conditionLength();
    return Trainable.create(
        plan.model(condition, data.encoderDigest(), data.codec().digest()),
        plan.optimizer(),
        "cpu");
  }

  private Trainable resumed(TeacherPlan plan, TeacherFolder folder) {
    Resumed resumed = Trainable.resume(folder.checkpoint(), "cpu");
    if (!resumed.metadata().equals(plan.metadata())) {
      resumed.model().close();
      throw new ParameterException(
          spec.commandLine(),
          "%s was made with %s, not %s; give the same options, or start in another folder"
              .formatted(folder.checkpoint(), resumed.metadata(), plan.metadata()));
    }
    return resumed.model();
  }
}
