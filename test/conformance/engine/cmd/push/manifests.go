package main

import (
	"fmt"
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
)

// manifests is what a cluster holds, as documents, and the pods among them.
type manifests struct {
	istio      []string
	kubernetes []string
	pods       []corev1.Pod
}

const separator = "\n---\n"

var separators = regexp.MustCompile(`(?m)^---\s*$`)

func read(text string) (in manifests, err error) {
	for _, document := range separators.Split(text, -1) {
		var head metav1.TypeMeta
		if err := yaml.Unmarshal([]byte(document), &head); err != nil {
			return in, fmt.Errorf("a manifest is not YAML: %w", err)
		}
		switch {
		case head.Kind == "":
		case strings.Contains(head.APIVersion, "istio.io"):
			in.istio = append(in.istio, document)
		default:
			in.kubernetes = append(in.kubernetes, document)
		}
		if head.Kind == "Pod" {
			var pod corev1.Pod
			if err := yaml.Unmarshal([]byte(document), &pod); err != nil {
				return in, fmt.Errorf("a Pod is none: %w", err)
			}
			in.pods = append(in.pods, pod)
		}
	}
	return in, nil
}

// configs are Istio's objects as istiod's store has them, in domain cluster.local.
func (in manifests) configs() ([]config.Config, error) {
	configs, _, err := crd.ParseInputs(strings.Join(in.istio, separator))
	for i := range configs {
		configs[i].Domain = "cluster.local"
	}
	return configs, err
}

// pod is one of that namespace with these labels and an address.
func (in manifests) pod(namespace, wanted string) (*corev1.Pod, error) {
	selector, err := labels.Parse(wanted)
	if err != nil {
		return nil, err
	}
	for i := range in.pods {
		pod := &in.pods[i]
		if pod.Namespace == namespace && pod.Status.PodIP != "" && selector.Matches(labels.Set(pod.Labels)) {
			return pod, nil
		}
	}
	return nil, fmt.Errorf("no Pod in namespace %q with the labels %q and a status.podIP among the manifests", namespace, wanted)
}
