package dev.aria.trainer;

import dev.aria.models.json.StrictJson;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.boot.RunningService;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.boot.ServiceMain;
import dev.aria.runtime.card.CardSettings;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherFiles;
import dev.aria.runtime.tensorboard.EventThread;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.run.TrainerMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** A student's trainer as a process: learns from the targets of all shards. */
public final class StudentTrainerMain {
  private StudentTrainerMain() {}

  /** Trains the student of the settings to the end of its run, or until told to stop. */
  public static void main(String[] args) {
    ServiceMain.run("student-trainer", args, StudentTrainerMain::start);
  }

  static RunningService start(ServiceContext context) {
    RunSettings run = context.run();
    StudentTrainerSettings settings = SettingsReading.of(context.config());
    PairedSet pairs = PairedSets.open(run.pairedSet());
    context.cluster().ensure(Topics.ofRun(run));
    context.cluster().ensure(Topics.ofStudent(run, settings.student()));
    RunContext shared =
        new RunContext(
            context.cluster(),
            run,
            descriptor(run.teacher()),
            pairs,
            new TrainerMetrics(context.meters()),
            CardSettings.of(context.config()),
            context.traces());
    Optional<EventThread> events = StudentEvents.begin(context);
    List<OneTrainer> trainers = new ArrayList<>();
    for (String device : settings.devices()) {
      TrainerWiring wiring = new TrainerWiring(shared, settings, device);
      CompletableFuture<Void> done = new CompletableFuture<>();
      String name = "student-trainer-" + trainers.size();
      trainers.add(
          new OneTrainer(
              context
                  .actors()
                  .systemActorOf(
                      StudentTrainer.create(wiring, done),
                      name,
                      DispatcherSelector.fromConfig("aria.pinned")),
              done));
    }
    return new Running(List.copyOf(trainers), end(trainers, pairs, events));
  }

  /** A trainer that cannot go on takes the others of its process with it. */
  private static CompletableFuture<Void> end(
      List<OneTrainer> trainers, PairedSet pairs, Optional<EventThread> events) {
    trainers.forEach(
        trainer ->
            trainer
                .done()
                .exceptionally(
                    failure -> {
                      trainers.forEach(OneTrainer::stop);
                      return null;
                    }));
    return CompletableFuture.allOf(
            trainers.stream().map(OneTrainer::done).toArray(CompletableFuture[]::new))
        .whenComplete(
            (ok, failure) -> {
              events.ifPresent(EventThread::close);
              pairs.close();
            });
  }

  /** The teacher's descriptor; a student that follows the log needs no more of the teacher. */
  static ModelDescriptor descriptor(Path teacher) {
    Path file = TeacherFiles.of(teacher).descriptor();
    try {
      return StrictJson.read(Files.readString(file), ModelDescriptor.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "aria.run.teacher: descriptor %s cannot be read: %s".formatted(file, e), e);
    }
  }

  private record OneTrainer(ActorRef<StudentTrainer.Command> actor, CompletableFuture<Void> done) {
    void stop() {
      actor.tell(StudentTrainer.Stop.INSTANCE);
    }
  }

  private record Running(List<OneTrainer> trainers, CompletionStage<Void> done)
      implements RunningService {
    @Override
    public void stop() {
      trainers.forEach(OneTrainer::stop);
    }
  }
}
