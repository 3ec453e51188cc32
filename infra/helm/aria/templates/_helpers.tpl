{{/* Begins the names of all objects. */}}
{{- define "aria.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that selectors use. Takes a dict: root, component. */}}
{{- define "aria.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels of an object. Takes a dict: root, component. */}}
{{- define "aria.labels" -}}
{{ include "aria.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* An image, by its name as docker-compose.yml has it. Takes a dict: root, image. */}}
{{- define "aria.image" -}}
{{- printf "%s%s:%s" .root.Values.image.prefix .image (.root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}

{{/* The run's name, refused where ARIA would refuse it. */}}
{{- define "aria.run.name" -}}
{{- if not (regexMatch "^[a-zA-Z0-9_-]{1,60}$" (toString .Values.run.name)) -}}
{{- fail (printf "run.name is '%v': it may hold letters, digits, '_' and '-', at most 60" .Values.run.name) -}}
{{- end -}}
{{- .Values.run.name -}}
{{- end -}}

{{/* Topic of the draws: Topics.draws of services/runtime. */}}
{{- define "aria.topic.draws" -}}
{{- printf "aria.%s.draws.v1" (include "aria.run.name" .) -}}
{{- end -}}

{{/* Group that shares out the draws: KafkaIds.teachers of services/runtime. */}}
{{- define "aria.group.teachers" -}}
{{- printf "aria-%s-teachers" (include "aria.run.name" .) -}}
{{- end -}}

{{/* Whether services sign in to Kafka; blank when they do not. */}}
{{- define "aria.kafka.signsIn" -}}
{{- $security := .Values.kafka.security -}}
{{- if hasPrefix "SASL" $security.protocol -}}
{{- required "kafka.security.existingSecret is needed with a SASL protocol" $security.existingSecret -}}
{{- else if $security.existingSecret -}}
{{- fail "kafka.security.existingSecret is given without a SASL protocol: set kafka.security.protocol to SASL_SSL" -}}
{{- end -}}
{{- end -}}

{{/* Whether the connection to Kafka is encrypted; blank when it is not. */}}
{{- define "aria.kafka.encrypts" -}}
{{- if hasSuffix "SSL" .Values.kafka.security.protocol -}}
yes
{{- end -}}
{{- end -}}

{{/* Devices of a service with that many GPUs: gpu:0,gpu:1. */}}
{{- define "aria.devices" -}}
{{- $devices := list -}}
{{- range $gpu := until (int .) -}}
{{- $devices = append $devices (printf "gpu:%d" $gpu) -}}
{{- end -}}
{{- join "," $devices | default "cpu" -}}
{{- end -}}
