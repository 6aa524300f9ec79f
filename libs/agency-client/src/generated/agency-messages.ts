// Generated from docs/reference by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SubmittedHeaders: {
            /** @constant */
            "content-type": "application/jose";
            /** @constant */
            ce_specversion: "1.0";
            /** @description UUID v4. */
            ce_id: string;
            /**
             * Format: date-time
             * @description When it was made, UTC.
             */
            ce_time: string;
            /** @description The organisation’s code. */
            ce_source: string;
            /** @constant */
            ce_type: "kerege.agency.record-submitted";
            /** @description The record’s id; equals the Kafka key. */
            ce_subject: string;
        };
        SealedContent: {
            /** @description JWS compact serialisation, protected header exactly `alg` EdDSA (Ed25519) and the organisation’s `kid`. The payload is SignedContent as JSON. */
            signed: string;
        };
        SignedContent: {
            /** @description Equals ce_id. */
            id: string;
            record: components["schemas"]["CaseRecord"];
        };
        CaseRecord: {
            /** @description Begins with the country. One record of the organisation for ever; other organisations’ ids do not matter */
            record_id: string;
            /** @description YYYY-MM-DD */
            registered_on: string | null;
            /** @description Begins with the country */
            agency: string;
            /** @description As typed */
            given_name?: string | null;
            /** @description As typed */
            patronymic?: string | null;
            /** @description As typed */
            surname?: string | null;
            aliases?: string[];
            /** @enum {string|null} */
            sex?: "FEMALE" | "MALE" | "OTHER" | "UNKNOWN" | null;
            /** @description YYYY-MM-DD, YYYY-MM or YYYY */
            birth_date?: string | null;
            /** @description As typed */
            birth_place?: string | null;
            /** @description ISO 3166-2 */
            birth_admin1?: string | null;
            /** @description ISO 3166-1 alpha-2, STATELESS or UNKNOWN */
            citizenship?: string | null;
            /** @description As typed */
            document_no?: string | null;
            /** @description As typed */
            national_id?: string | null;
            /** @description As typed */
            phone?: string | null;
            /** @description As typed */
            handle?: string | null;
            /** @description As typed */
            address?: string | null;
            /** @enum {string|null} */
            detection_channel?: "SELF_REFERRED" | "INFORMATION_RECEIVED" | "MEDIA_PUBLICATION" | "HOTLINE_CALL" | "POLICE_OPERATION" | "LABOUR_INSPECTION" | "BORDER_SCREENING" | "HEALTH_CONTACT" | "NGO_OUTREACH" | "CONSULAR" | "FOREIGN_NOTIFICATION" | "COURT" | "UNKNOWN" | null;
            /** @enum {string|null} */
            detecting_org_type?: "NGO" | "LawEnforcement" | "HealthServiceOrganisation" | "CentralGovernmentOrganisation" | "LocalGovernmentOrganisation" | "ImmigrationService" | "LegalService" | "CorporateBusiness" | "SchoolOrCollege" | "BorderGuard" | "LabourInspectorate" | "DiplomaticMission" | "InternationalOrganisation" | "Hotline" | "SelfReferral" | "UNKNOWN" | null;
            /** @enum {string|null} */
            trafficking_status?: "PossibleVictimOfTrafficking" | "ActualVictimOfTrafficking" | "NotAVictimOfTrafficking" | "UNKNOWN" | null;
            /** @enum {string|null} */
            decision_org?: "Police" | "NGO" | "CourtOrProsecution" | "NonPoliceGovernmentalOrganization" | "Other" | "IdentificationCommission" | "InternationalOrganisation" | "UNKNOWN" | null;
            /** @description YYYY-MM-DD */
            decided_on?: string | null;
            acts?: ("RECRUITMENT" | "TRANSPORTATION" | "TRANSFER" | "HARBOURING" | "RECEIPT" | "PURCHASE_SALE" | "UNKNOWN")[];
            means?: ("THREAT_OR_USE_OF_FORCE" | "OTHER_COERCION" | "ABDUCTION" | "FRAUD" | "DECEPTION" | "ABUSE_OF_POWER" | "ABUSE_OF_VULNERABILITY" | "PAYMENTS_OR_BENEFITS_TO_CONTROLLER" | "UNKNOWN")[];
            exploitation_types?: ("ForcedLabour" | "SexualExploitation" | "ChildLabour" | "ForcedMarriage" | "Servitude" | "ForcedMilitaryByNonStateActors" | "OrganRemoval" | "ForcedBegging" | "ForcedAdoption" | "Surrogacy" | "Other" | "ForcedCriminality" | "SlaveryOrSimilarPractices" | "UNKNOWN")[];
            sex_exploitation_types?: ("Prostitution" | "Pornography" | "RemoteInteractiveServices" | "PrivateSexualServices" | "UNKNOWN")[];
            /** @enum {string|null} */
            labour_sector?: "A_AgricultureForestryAndFishing" | "B_MiningAndQuarrying" | "C_Manufacturing" | "D_ElectricityGasSteamAndAirConditioningSupply" | "E_WaterSupplySewerageWasteManagement" | "F_Construction" | "G_WholesaleAndRetailTradeRepairOfMotorVehicles" | "H_TransportationAndStorage" | "I_AccommodationAndFoodServiceActivities" | "J_InformationAndCommunication" | "K_FinancialAndInsuranceActivities" | "L_RealEstateActivities" | "M_ProfessionalScientificAndTechnicalActivities" | "N_AdministrativeAndSupportServiceActivities" | "O_PublicAdministrationAndDefence" | "P_Education" | "Q_HumanHealthAndSocialWorkActivities" | "R_ArtsEntertainmentAndRecreation" | "S_OtherServiceActivities" | "T_ActivitiesOfHouseholdsAsEmployers" | "U_ActivitiesOfExtraterritorialOrganizations" | "UNKNOWN" | null;
            /** @enum {string|null} */
            country_of_exploitation?: "KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN" | null;
            /** @description ISO 3166-2 */
            region_of_exploitation?: string | null;
            /** @enum {string|null} */
            recruitment_country?: "KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN" | null;
            transit_countries?: ("KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN")[];
            control_methods?: ("DebtBondage" | "TakesEarnings" | "RestrictsFinancialAccess" | "Threats" | "PsychologicalAbuse" | "PhysicalAbuse" | "SexualAbuse" | "FalsePromises" | "PsychoactiveSubstances" | "RestrictsMovement" | "RestrictsMedicalCare" | "ExcessiveWorkingHours" | "UsesChildren" | "ThreatOfLawEnforcement" | "WithholdsNecessities" | "WithholdsDocuments" | "Other" | "UNKNOWN")[];
            /** @enum {string|null} */
            recruitment_method?: "AtAPlaceOfBusiness" | "AtAnEducationalInstitution" | "AtWork" | "ThroughOnlineSocialNetworks" | "ThroughAnOnlineAdvertisement" | "ThroughATelevisionAdvert" | "ThroughANewspaperAdvert" | "ThroughFamilyOrFamilyEvents" | "ThroughFriendsOrSocialEvents" | "Other" | "UNKNOWN" | null;
            /** @enum {string|null} */
            recruiter_relation?: "IntimatePartner" | "Friend" | "Family" | "Other" | "Unknown" | "UNKNOWN" | null;
            /** @description Whole months, or UNKNOWN */
            exploitation_duration_months?: number | string | null;
            /** @enum {string|null} */
            migration_status?: "Family" | "Visitor" | "Labour" | "Student" | "Irregular" | "AsylumSeeker" | "Refugee" | "ComplementaryProtection" | "Stateless" | "InternallyDisplaced" | "Returnee" | "Deportee" | "UnaccompaniedOrSeparatedChild" | "NotAMigrant" | "UNKNOWN" | null;
            /** @enum {string|null} */
            minor_at_exploitation?: "Y" | "N" | "UNKNOWN" | null;
            /** @enum {string|null} */
            has_dependants?: "Y" | "N" | "UNKNOWN" | null;
            consents?: (("DOMESTIC_REFERRAL" | "CROSS_BORDER_REFERRAL" | "CROSS_BORDER_MATCH" | "LAW_ENFORCEMENT_CONTACT" | "ANONYMISED_STATISTICS" | "RETURN_ARRANGEMENT" | "FAMILY_TRACING" | "RESEARCH") | {
                /** @enum {string} */
                purpose: "DOMESTIC_REFERRAL" | "CROSS_BORDER_REFERRAL" | "CROSS_BORDER_MATCH" | "LAW_ENFORCEMENT_CONTACT" | "ANONYMISED_STATISTICS" | "RETURN_ARRANGEMENT" | "FAMILY_TRACING" | "RESEARCH";
                /** @enum {string} */
                decision: "GIVEN" | "REFUSED" | "WITHDRAWN" | "NOT_ASKED";
                /**
                 * @default RECORDED
                 * @enum {string}
                 */
                basis: "RECORDED" | "ATTESTED_BY_AGENCY";
                /**
                 * @default UNKNOWN
                 * @enum {string}
                 */
                by: "PERSON" | "LEGAL_GUARDIAN_WITH_CHILD_ASSENT" | "APPOINTED_GUARDIAN" | "CHILD_PROTECTION_AUTHORITY" | "COURT" | "UNKNOWN";
                informed?: ("agreesToInterview" | "toldPurpose" | "toldUses" | "toldResearchUse" | "toldAccessRight" | "toldRetention" | "toldHowToWithdraw")[];
                /** @description Day or RFC 3339 instant */
                taken_on?: string;
            })[];
            /** @description YYYY-MM-DD */
            reflection_started_on?: string | null;
            /** @description As typed */
            notes?: string | null;
        };
        AnsweredHeaders: {
            /** @constant */
            "content-type": "application/json";
            /** @constant */
            ce_specversion: "1.0";
            /** @description UUID v4. */
            ce_id: string;
            /**
             * Format: date-time
             * @description When it was made, UTC.
             */
            ce_time: string;
            /**
             * @description The country whose register answers.
             * @enum {string}
             */
            ce_source: "KZ" | "KG" | "TJ" | "UZ";
            /** @constant */
            ce_type: "kerege.agency.record-answered";
            /** @description The record’s id; equals the Kafka key. */
            ce_subject?: string;
        };
        RecordAnswered: {
            /** @description ce_id of the submitted record. */
            message_id?: string;
            record_id?: string;
            /** @enum {string} */
            outcome: "registered" | "changed" | "unchanged" | "rejected";
            /** @description The case in the register. */
            case_ref?: string;
            /** @description Everything that is wrong, by field and code; never what was found there. */
            errors?: {
                /** @description Column, `record` for the whole of it, or `message`. */
                field: string;
                code: string;
            }[];
            /** @description Fields of HTCDS with a value for which a record has no place. */
            not_taken?: string[];
            position: {
                partition: number;
                /** @description Decimal. */
                offset: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
